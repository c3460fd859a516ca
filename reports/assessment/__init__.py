"""wpa.xlsx: the WPA roster seen from every side."""
