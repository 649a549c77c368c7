"""Sets the portal up and keeps it running, for `./run`, `./test`, `./manage` and `.ci/run`.

Only the standard library may be imported here: this code runs before anything is installed.
"""
