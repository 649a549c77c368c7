"""How the portal is served, wherever it is started: gunicorn reads this from the folder it starts in."""

worker_class = "partnership.serving.BufferingWorker"
workers = 2
# Each thread holds at most one connection to the database: eight in all.
threads = 4
# Open connections of a process: each is a file, and many systems allow a process 1,024.
worker_connections = 900
preload_app = True
timeout = 60
graceful_timeout = 5
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True
