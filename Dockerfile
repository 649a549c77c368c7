FROM python:3.11-slim

RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /srv/portal --shell /usr/sbin/nologin portal

WORKDIR /srv/portal
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=partnership.settings \
    PORTAL_DATA_DIR=/srv/data \
    PORTAL_STATIC_DIR=/srv/static

COPY requirements.txt partnership/bootstrap/uv.txt ./
RUN pip install --no-cache-dir --require-hashes -r uv.txt \
    && uv pip install --system --no-cache --compile-bytecode --require-hashes -r requirements.txt \
    && pip uninstall --yes --quiet uv \
    && rm uv.txt

COPY . .
# The key is for this step alone: collecting files signs nothing.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(60))')" \
        python manage.py collectstatic --no-input --verbosity 0 \
    && chmod -R a+rX /srv/static \
    && install -d -m 700 -o portal -g portal /srv/data /srv/backups

USER portal
VOLUME /srv/data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=6s --start-period=20s --retries=3 \
    CMD ["python", "partnership/bootstrap/health.py"]
# How many processes and threads, and what buffers for them: gunicorn.conf.py
CMD ["python", "-m", "gunicorn", "partnership.wsgi", "--bind", "0.0.0.0:8000"]
