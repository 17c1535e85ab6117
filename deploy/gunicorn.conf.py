"""gunicorn as it is shipped: threads behind nginx, which takes slow clients upon itself. All by environment."""

import os

wsgi_app = "magazine.wsgi:application"
bind = os.environ.get("BIND", "0.0.0.0:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "8"))
keepalive = 15  # nginx keeps its connections open; a little longer than its own keepalive_timeout to us
timeout = 60
graceful_timeout = 30
# A fresh worker now and then, at different moments, in case something leaks.
max_requests = 5000
max_requests_jitter = 500
# Heartbeats in memory: on a slow disk a busy worker would be taken for a dead one.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
accesslog = "-" if os.environ.get("ACCESS_LOG") == "1" else None
errorlog = "-"
# Nobody steers the server through a socket in somebody's home folder; the container has no such folder to write to.
control_socket_disable = True
