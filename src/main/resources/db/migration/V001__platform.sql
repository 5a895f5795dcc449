-- What every domain stands on: keys of retried requests, pages of lists, append-only tables.

CREATE TABLE idempotency_key (
  user_id integer NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  status integer,
  body text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_key_pkey PRIMARY KEY (user_id, key)
);

CREATE INDEX idempotency_key_created_at_idx ON idempotency_key (created_at);

COMMENT ON TABLE idempotency_key IS
  'Answers of keyed requests, written in the transaction of their work; kept two days.';

-- Rows to skip for page `page` (from 1; -1 is the last one) of a list of `total` rows.
CREATE FUNCTION page_offset(page integer, size integer, total bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN page = -1 THEN greatest(total - 1, 0) / size * size
  ELSE (page::bigint - 1) * size
END;

-- For tables of facts: what happened is corrected by another row, never changed.
CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
