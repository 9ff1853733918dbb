"""Parts of the reading of attributions: quotations, sources, contents, and the rules that join them."""
