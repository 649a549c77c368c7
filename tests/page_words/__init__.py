"""The words of every page of the sample year as each role, to compare one commit with another."""
