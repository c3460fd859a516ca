"""The product beside other methods at real size; not part of the product."""
