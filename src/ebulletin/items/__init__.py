"""Items: what people write once, and bulletins carry."""
