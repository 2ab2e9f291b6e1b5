"""Pictures for the documentation: drawn from the synthesized values and from plans, never by hand."""
