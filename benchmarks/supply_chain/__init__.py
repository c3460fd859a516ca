"""What the product is made of: the lock, a bill of materials, and known vulnerabilities. Knows no product module."""
