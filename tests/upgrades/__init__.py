"""The sample database of each release, zipped, so that an installation of that day is known to come over."""
