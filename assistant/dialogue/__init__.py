"""Questions that go on from earlier ones: read, from the conversation alone, as questions that stand by themselves."""
