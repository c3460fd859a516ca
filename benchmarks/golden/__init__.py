"""The answers of this version, kept, so that a change of the code's form can show that no answer changed."""
