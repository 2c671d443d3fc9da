"""Every limit of the service, each with its reason: input is hostile until parsed. The engine's are in `nlp.limits`."""

from __future__ import annotations

from typing import Final

from nlp.limits import MAX_TEXT_LENGTH

# JSON may write one code point as two escaped surrogates of six bytes each: every text that the engine takes fits,
# however it is escaped, with 64 KiB for the other fields.
MAX_BODY_BYTES: Final = 12 * MAX_TEXT_LENGTH + 65_536

# What people write in these fields is far shorter; longer values are mistakes, and every list repeats them.
MAX_TITLE: Final = 1_000
MAX_PUBLISHER: Final = 300
MAX_URL: Final = 2_048
MAX_REVIEWER: Final = 60

# Identifiers are made by the engine from digests; anything longer cannot be one.
MAX_IDENTIFIER: Final = 100

# A question typed by a person. Each word costs one look-up in the search index.
MAX_QUESTION: Final = 500
MAX_QUESTION_WORDS: Final = 32

# A page is held in memory whole; an export is the way to read everything.
DEFAULT_PAGE: Final = 50
LARGEST_PAGE: Final = 500

# A page of a narrowed list is first looked for in that many times its length of the list's order, then in that many
# rows: a few milliseconds, and enough to fill the page wherever one row in a hundred passes. Where what they held tells
# that the page will be full within the third number, so many more are looked through. A range of dates or of
# confidence with at most so many records is quicker read and sorted than looked up in the search index.
STRETCH: Final = 4
WALKED: Final = 5_000
WALKED_ON: Final = 20_000
GATHERED_BY_RANGE: Final = 50_000

# Documents that are listed anew in one transaction after a migration.
LISTED_AT_ONCE: Final = 100

# An export reads its rows in portions of this size, so that its memory does not grow with the store.
EXPORT_PORTION: Final = 500

# Some forms quote what stands around a record: as many code points of documents' texts are held at once for that, and
# at least one text.
EXPORT_TEXTS: Final = 2_000_000

# Each chunk of an export goes through the thread pool and the socket on its own: code points that are worth the way.
EXPORT_CHUNK: Final = 65_536

# Each export keeps a database connection for as long as its client reads. Slow clients must not take them all.
MAX_EXPORTS_AT_ONCE: Final = 4

# What was asked for is kept until it is done, up to `MAX_BODY_BYTES` each before it is compressed. Beyond this many
# waiting jobs the client is told to come back later, before the disk is full.
MAX_WAITING_JOBS: Final = 10_000

# A job whose process died this often (memory, a crash of a library) would only take the next process down as well.
MAX_JOB_ATTEMPTS: Final = 3

# A job that somebody tries again every day remembers why it failed lately.
MAX_KEPT_PROBLEMS: Final = 20

# `Prefer: wait=SECONDS`: many proxies give a request up after a minute.
MAX_WAIT_SECONDS: Final = 60

# Whoever waits for a job asks the database how far it is: soon, because most texts take less than a second, then ever
# more slowly up to this, in seconds.
FIRST_LOOK: Final = 0.02
SLOWEST_LOOK: Final = 0.5

# Who follows a job by events keeps a connection and asks the database twice a second, perhaps for hours.
MAX_FOLLOWERS_AT_ONCE: Final = 100

# How often a running job writes down how far it is, in seconds. Most jobs are over before the first time.
PROGRESS_EVERY: Final = 0.5

# How often a worker that has nothing to do looks for a job that it was not told of, in seconds.
IDLE_LOOK: Final = 2.0

# A job that the database failed is begun again after so long, in seconds.
JOB_AGAIN_AFTER: Final = 5

# How long a server that is told to stop waits, in seconds, for whoever follows a job and for the job that it is at.
# What is not done by then is taken up at its start.
STOP_WITHIN: Final = 10

# A worker on PostgreSQL shows that it lives this often; one that has not for so long is taken for dead, and its job is
# handed to another. A living one that was merely held up does no harm: a text is stored once, whoever does it.
WORKER_HEARTBEAT: Final = 3.0
WORKER_DEAD_AFTER: Final = 15.0

# A name that a sender gives a request, so that it is done once: a UUID has 36 characters, a digest 64 or 128.
MAX_IDEMPOTENCY_KEY: Final = 200

# For how long the answer to such a request is kept: whoever has tried in vain for longer looks what became of it.
ANSWER_KEPT_HOURS: Final = 24

# No request takes as long: one that was begun earlier and has no answer was lost with the process that was at it.
UNDER_WAY_MINUTES: Final = 5

# One record may quote a whole book. The search index takes that many different words of a record, each cut to that many
# code points: PostgreSQL refuses a word over 2,046 bytes and a record's words over 1 MB.
# Only the first part of each of its pieces is read for that: compatibility forms grow to 18 times their length.
MAX_SEARCHED_TEXT: Final = 100_000
MAX_TERMS: Final = 5_000
LONGEST_TERM: Final = 40

# A body can be wrong in a million places; a person reads the first few.
MAX_REPORTED_ERRORS: Final = 20

# How long a writer waits for another one on SQLite before it gives up, in milliseconds. A transaction here lasts
# milliseconds; the longest, a whole issue with thousands of records, under two seconds.
SQLITE_BUSY_MS: Final = 15_000

# Values bound in one statement: SQLite takes 32,766, and the time to read a statement grows with them.
MAX_BOUND_VALUES: Final = 1_000

# Names that share a key with a new one and are compared with it: those of a whole tribe with one given name are fewer.
MAX_COMPARED_NAMES: Final = 500

# What is kept of who somebody is beside the name, for one name: offices change, but not that often.
MAX_OFFICES: Final = 12

# Requests in a minute with each key: what a program that pages through the store with all its might makes of one
# process, so that two of them leave the third some. Files of the pages, health and readiness are not counted.
READS_A_MINUTE: Final = 3_000

# Texts in a minute to be analysed, with each key: over what the engine does on one core, so that a program can keep it
# busy but not fill the queue for everybody else.
ANALYSES_A_MINUTE: Final = 600

# Requests in a minute by whoever shows no key, from each address: enough for the form to log in, nothing for trying
# keys.
STRANGERS_A_MINUTE: Final = 120

# The user of an open service shares it with nobody; this only keeps a program that runs wild from starving the pages.
OWN_MACHINE_A_MINUTE: Final = 120_000

# How much of a SQLite file is mapped into memory and shared by all connections with the system's own cache, instead of
# being read page by page into a small cache of each: the most that SQLite maps.
SQLITE_MAPPED_BYTES: Final = 0x7FFF0000
