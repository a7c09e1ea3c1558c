"""Geometry of what the pages draw. Each module turns plain values into shapes; the templates in ui/drawings print them.

No style attributes (the content policy forbids them): colours are classes of tinkuy.css, sizes are attributes."""
