"""Questions that the assistant suggests: from the newest reports, and after an answer; each was asked first."""
