-- PostgreSQL measures its tables by itself; the SQLite half of this migration tells SQLite what large books look like.
SELECT 1;
