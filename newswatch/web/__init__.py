"""The web page: looks into any store through its port, and changes nothing."""
