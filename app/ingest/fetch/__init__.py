"""Documents from the web: public addresses only, within limits of time and size."""
