#!/usr/bin/env python
"""The commands of the desk: `python manage.py help`."""

import os
import sys

try:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
except ModuleNotFoundError:
    sys.exit("这个 Python 里没有装系统要用的包：先运行 make run，再用 .venv/bin/python manage.py 执行命令。")

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "magazine.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        # A setting is missing: its sentence says all there is to know, a traceback would bury it.
        sys.exit(str(problem))
