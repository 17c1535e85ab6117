# Two images from one file: `web` runs the site as a user without rights, `front` is nginx with the static files in it.

FROM python:3.11-slim AS web
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# What PDF files are made with: layout, font subsets, Chinese faces.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /srv/gongkan --shell /usr/sbin/nologin gongkan
WORKDIR /srv/gongkan
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY manage.py LICENSE ./
COPY media media
COPY articles articles
COPY events events
COPY magazine magazine
COPY templates templates
COPY static static
COPY locale locale
COPY deploy/gunicorn.conf.py deploy/gunicorn.conf.py
# The code stays root's: a hole in the site cannot rewrite it. Only /srv/var may be written.
ENV DEBUG=0 VAR_DIR=/srv/var STATIC_ROOT=/srv/static
# The key and the host of this one command are thrown away with it; no secret is in the image.
RUN SECRET_KEY=thrown-away-after-collectstatic ALLOWED_HOSTS=localhost python manage.py collectstatic --noinput \
    && python -m compileall -q . \
    && rm -rf /srv/var && install -d -o gongkan -g gongkan /srv/var /srv/var/uploads/renditions /srv/var/uploads/originals \
    && chown -R gongkan:gongkan /srv/var
USER gongkan
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(r.Request('http://127.0.0.1:8000/healthz', headers={'Host': os.environ['ALLOWED_HOSTS'].split(',')[0], 'X-Forwarded-Proto': 'https'}), timeout=4)"]
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py"]

FROM nginx:1.26 AS front
COPY --from=web /srv/static /srv/static
COPY deploy/nginx.conf.template /etc/nginx/templates/default.conf.template
COPY deploy/proxy.conf /etc/nginx/proxy.conf
EXPOSE 80 443
