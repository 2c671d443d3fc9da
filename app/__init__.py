"""The service: all input, output and storage. It calls the engine (`nlp`) from one place, `app.jobs.analyse`."""
