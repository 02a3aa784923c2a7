"""The generated mode: a chat model writes a fluent answer from the quotes, and every sentence of it is checked."""
