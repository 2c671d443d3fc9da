# One image for server, worker and command line; the trained models are inside, nothing is downloaded when it runs.
# compose.yaml runs it with PostgreSQL and workers; alone, with SQLite:
#
#   docker build --tag isnad .
#   docker run --rm --volume isnad:/data isnad sh -c 'isnad migrate && isnad keys make NAME --scope admin'
#   docker run --publish 127.0.0.1:8000:8000 --volume isnad:/data isnad
#
# Inside a container Isnad cannot tell who is on the same machine: it serves nobody before the first key has been made.
#
# The torch of the default index brings gigabytes of CUDA that this image never uses. Give the address of an index of
# CPU builds to leave them out:
#
#   docker build --build-arg TORCH_INDEX=ADDRESS --tag isnad .

FROM python:3.11-slim AS build
ARG TORCH_INDEX=""
WORKDIR /source
RUN python -m venv /isnad
# The packages first: their layer stays in the cache while only the project's own code changes.
COPY requirements.lock ./
RUN /isnad/bin/pip install --no-cache-dir --disable-pip-version-check --constraint requirements.lock \
      ${TORCH_INDEX:+--extra-index-url "$TORCH_INDEX"} torch
COPY . .
RUN /isnad/bin/pip install --no-cache-dir --disable-pip-version-check --constraint requirements.lock '.[postgres]'

FROM python:3.11-slim
COPY --from=build /isnad /isnad
RUN useradd --create-home --uid 10001 isnad && install --directory --owner=isnad /data
USER isnad
WORKDIR /data
ENV PATH=/isnad/bin:$PATH \
    OMP_NUM_THREADS=1 \
    DATABASE_URL=sqlite:////data/isnad.sqlite3
VOLUME /data
EXPOSE 8000
# A worker has nothing to ask: compose.yaml turns this off for it.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# Inside a container loopback is the container itself: publish the port where it should be reachable.
CMD ["sh", "-c", "isnad migrate && exec isnad serve --host 0.0.0.0"]
