-- Which state of the public catalogue it is, so that answers kept elsewhere can be told from old ones.

CREATE TABLE catalog_version (
  is_only_row boolean NOT NULL DEFAULT true
    CONSTRAINT catalog_version_pkey PRIMARY KEY
    CONSTRAINT catalog_version_only_row_check CHECK (is_only_row),
  version uuid NOT NULL
);

COMMENT ON TABLE catalog_version IS
  'Random, not counted: databases that share a Redis never mean different rows by one version.';

INSERT INTO catalog_version (version) VALUES (gen_random_uuid());

-- Runs when its transaction commits, so that the one row is locked for that moment only and always
-- as the last one; once a transaction, however many rows it changes. Sales never come here.
CREATE FUNCTION renew_catalog_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('mostrador.catalog_renewed', true) IS DISTINCT FROM 'yes' THEN
    UPDATE catalog_version SET version = gen_random_uuid();
    PERFORM set_config('mostrador.catalog_renewed', 'yes', true);
  END IF;
  RETURN NULL;
END
$$;

-- Only what the public sees: not stock, not costs, nothing of an inactive product.
CREATE CONSTRAINT TRIGGER product_added AFTER INSERT ON product
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.is_active)
  EXECUTE FUNCTION renew_catalog_version();
CREATE CONSTRAINT TRIGGER product_changed AFTER UPDATE ON product
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (
    (OLD.is_active OR NEW.is_active)
    AND (OLD.is_active, OLD.sku, OLD.name, OLD.default_price, OLD.updated_at)
      IS DISTINCT FROM (NEW.is_active, NEW.sku, NEW.name, NEW.default_price, NEW.updated_at)
  )
  EXECUTE FUNCTION renew_catalog_version();
CREATE CONSTRAINT TRIGGER product_removed AFTER DELETE ON product
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.is_active)
  EXECUTE FUNCTION renew_catalog_version();
CREATE CONSTRAINT TRIGGER product_image_changed AFTER INSERT OR UPDATE OR DELETE ON product_image
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION renew_catalog_version();
