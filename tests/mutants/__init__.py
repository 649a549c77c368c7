"""`./test --mutants`: one change of the code at a time, each of which some test must notice; see docs/testing.md."""
