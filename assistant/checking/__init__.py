"""What somebody (or a language model) wrote, held against the reports sentence by sentence."""
