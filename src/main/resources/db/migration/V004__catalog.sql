-- What the shop sells: brands, types and products.

CREATE TABLE brand (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT brand_pkey PRIMARY KEY,
  name text COLLATE "es-MX-x-icu" NOT NULL CONSTRAINT brand_name_key UNIQUE,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE product_type (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT product_type_pkey PRIMARY KEY,
  name text COLLATE "es-MX-x-icu" NOT NULL CONSTRAINT product_type_name_key UNIQUE,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE product (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT product_pkey PRIMARY KEY,
  sku text NOT NULL CONSTRAINT product_sku_key UNIQUE,
  name text COLLATE "es-MX-x-icu" NOT NULL,
  default_price numeric(12, 2) NOT NULL
    CONSTRAINT product_default_price_check CHECK (default_price BETWEEN 0 AND 9999999999.99),
  cost_price numeric(12, 2)
    CONSTRAINT product_cost_price_check CHECK (cost_price BETWEEN 0 AND 9999999999.99),
  brand_id uuid CONSTRAINT product_brand_id_fkey REFERENCES brand ON DELETE SET NULL,
  product_type_id uuid
    CONSTRAINT product_product_type_id_fkey REFERENCES product_type ON DELETE SET NULL,
  brand_label text NOT NULL DEFAULT '',
  product_type_label text NOT NULL DEFAULT '',
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  search_text text GENERATED ALWAYS AS (name COLLATE "C" || ' ' || sku) STORED
);

CREATE INDEX product_name_idx ON product (name, id) WHERE is_active;
CREATE INDEX product_brand_id_idx ON product (brand_id);
CREATE INDEX product_product_type_id_idx ON product (product_type_id);

INSERT INTO brand (name, created_at, updated_at)
SELECT name, now(), now()
FROM unnest(ARRAY['LS2', 'PROMOTO']) AS seed (name);

INSERT INTO product_type (name, created_at, updated_at)
SELECT name, now(), now()
FROM unnest(ARRAY['GUANTES', 'CANDADOS', 'CHAMARRAS', 'CASCOS ABATIBLES']) AS seed (name);
