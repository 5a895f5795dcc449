-- Stock: movements are the truth, one row a product is what a trigger makes of them.

CREATE TABLE inventory_movement (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT inventory_movement_pkey PRIMARY KEY,
  product_id uuid NOT NULL
    CONSTRAINT inventory_movement_product_id_fkey REFERENCES product,
  movement_type text NOT NULL
    CONSTRAINT inventory_movement_movement_type_check
    CHECK (movement_type IN ('INBOUND', 'OUTBOUND', 'ADJUSTMENT', 'RESERVED', 'RELEASED')),
  quantity_delta numeric(12, 2) NOT NULL
    CONSTRAINT inventory_movement_quantity_delta_check
    CHECK (quantity_delta <> 0 AND quantity_delta BETWEEN -9999999999.99 AND 9999999999.99),
  reference_type text NOT NULL,
  reference_id text NOT NULL,
  note text NOT NULL DEFAULT '',
  created_by integer CONSTRAINT inventory_movement_created_by_fkey REFERENCES app_user,
  created_at timestamptz NOT NULL,
  CONSTRAINT inventory_movement_reference_key UNIQUE (reference_id, reference_type, product_id)
);

CREATE INDEX inventory_movement_product_id_idx ON inventory_movement (product_id, id DESC);

CREATE TABLE product_stock (
  product_id uuid NOT NULL
    CONSTRAINT product_stock_pkey PRIMARY KEY
    CONSTRAINT product_stock_product_id_fkey REFERENCES product,
  on_hand numeric(12, 2) NOT NULL
    CONSTRAINT product_stock_on_hand_check CHECK (on_hand BETWEEN 0 AND 9999999999.99)
) WITH (fillfactor = 70);

COMMENT ON TABLE product_stock IS
  'Sum of the movements of each product that has any; written by the trigger on them alone.';

-- A row of its own each: a batch moves its products in the order it names them, which is the
-- order in which writers lock stock. UPDATE before INSERT, since the check on on_hand would
-- judge the inserted delta before the conflict is seen.
CREATE FUNCTION move_stock() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE product_stock
  SET on_hand = on_hand + NEW.quantity_delta
  WHERE product_id = NEW.product_id;
  IF NOT FOUND THEN
    INSERT INTO product_stock (product_id, on_hand)
    VALUES (NEW.product_id, NEW.quantity_delta)
    ON CONFLICT (product_id) DO UPDATE SET on_hand = product_stock.on_hand + excluded.on_hand;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER inventory_movement_stock AFTER INSERT ON inventory_movement
  FOR EACH ROW EXECUTE FUNCTION move_stock();
CREATE TRIGGER inventory_movement_append_only BEFORE UPDATE OR DELETE ON inventory_movement
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER inventory_movement_no_truncate BEFORE TRUNCATE ON inventory_movement
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
