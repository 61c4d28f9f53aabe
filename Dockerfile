# The observatory in one image. See docs/deploiement.md.
FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 PYTHONPATH=/app/src OBSERVATOIRE_HOST=0.0.0.0
WORKDIR /app

COPY requirements/run.lock requirements/run.lock
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes --no-deps -r requirements/run.lock

COPY .streamlit .streamlit
COPY data data
COPY src src
COPY pages pages
COPY app.py LICENSE ./
RUN python -m compileall -q src \
    && useradd --system --uid 10001 --home-dir /app observatoire \
    && install -d -o observatoire data/local

USER observatoire
VOLUME /app/data/local
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/healthz', timeout=4)"]
ENTRYPOINT ["python", "-m", "observatoire.cli"]
CMD ["servir"]
