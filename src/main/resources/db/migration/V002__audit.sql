-- One record of every committed change, sealed into a chain that shows later tampering.

CREATE TABLE audit_log (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT audit_log_pkey PRIMARY KEY,
  actor_id integer,
  action text NOT NULL,
  entity_type text NOT NULL,
  entity_id text NOT NULL,
  payload json NOT NULL,
  created_at timestamptz NOT NULL,
  sequence bigint CONSTRAINT audit_log_sequence_key UNIQUE,
  hash bytea
);

CREATE INDEX audit_log_unsealed_idx ON audit_log (id) WHERE sequence IS NULL;
CREATE INDEX audit_log_entity_idx ON audit_log (entity_type, entity_id, id);

COMMENT ON COLUMN audit_log.payload IS 'json, not jsonb: the hash is of the text as it was written';
COMMENT ON COLUMN audit_log.sequence IS 'null until the record is sealed';

-- The last link of the chain; its row lock lets one node seal at a time.
CREATE TABLE audit_head (
  singleton boolean NOT NULL DEFAULT true
    CONSTRAINT audit_head_pkey PRIMARY KEY CONSTRAINT audit_head_singleton_check CHECK (singleton),
  sequence bigint NOT NULL,
  hash bytea NOT NULL
);

INSERT INTO audit_head (sequence, hash) VALUES (0, '\x');

-- The text of which a record's hash is taken; length prefixes keep fields from running together.
CREATE FUNCTION audit_text(record audit_log) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN concat(
  length(record.id::text), ':', record.id,
  length(coalesce(record.actor_id::text, '')), ':', record.actor_id,
  length(record.action), ':', record.action,
  length(record.entity_type), ':', record.entity_type,
  length(record.entity_id), ':', record.entity_id,
  length(record.payload::text), ':', record.payload,
  length(extract(epoch FROM record.created_at)::text), ':', extract(epoch FROM record.created_at)
);

-- Seals up to `most` records in the order they were written; answers how many. Does nothing while
-- another node is sealing.
CREATE FUNCTION seal_audit(most integer) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  head audit_head;
  unsealed record;
  ids uuid[] := '{}';
  hashes bytea[] := '{}';
BEGIN
  SELECT * INTO head FROM audit_head FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;
  FOR unsealed IN
    SELECT id, audit_text(audit_log) AS text
    FROM audit_log
    WHERE sequence IS NULL
    ORDER BY id
    LIMIT most
  LOOP
    ids := ids || unsealed.id;
    head.hash := sha256(
      head.hash || convert_to(head.sequence + cardinality(ids) || '|' || unsealed.text, 'UTF8'));
    hashes := hashes || head.hash;
  END LOOP;
  IF cardinality(ids) = 0 THEN
    RETURN 0;
  END IF;
  UPDATE audit_log
  SET sequence = head.sequence + link.ordinal, hash = link.hash
  FROM unnest(ids, hashes) WITH ORDINALITY AS link (id, hash, ordinal)
  WHERE audit_log.id = link.id;
  UPDATE audit_head SET sequence = head.sequence + cardinality(ids), hash = head.hash;
  RETURN cardinality(ids);
END
$$;

-- Sealing sets the two empty columns once; nothing else of a record ever changes.
CREATE FUNCTION guard_audit() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.sequence IS NOT NULL OR NEW.sequence IS NULL
    OR (OLD.id, OLD.actor_id, OLD.action, OLD.entity_type, OLD.entity_id, OLD.created_at)
      IS DISTINCT FROM
      (NEW.id, NEW.actor_id, NEW.action, NEW.entity_type, NEW.entity_id, NEW.created_at)
    OR OLD.payload::text <> NEW.payload::text THEN
    RAISE EXCEPTION 'audit_log is append-only' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER audit_log_guard BEFORE UPDATE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION guard_audit();
CREATE TRIGGER audit_log_append_only BEFORE DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
