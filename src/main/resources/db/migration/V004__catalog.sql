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

CREATE TABLE media_asset (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT media_asset_pkey PRIMARY KEY,
  provider text NOT NULL DEFAULT 's3',
  status text NOT NULL
    CONSTRAINT media_asset_status_check CHECK (status IN ('READY', 'DELETED', 'PURGING')),
  original_key text NOT NULL CONSTRAINT media_asset_original_key_key UNIQUE,
  thumb_key text NOT NULL,
  original_url text NOT NULL,
  thumb_url text NOT NULL,
  mime_type text NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  size_bytes bigint NOT NULL,
  created_at timestamptz NOT NULL,
  purge_at timestamptz,
  CONSTRAINT media_asset_purge_at_check CHECK ((purge_at IS NULL) = (status = 'READY'))
);

CREATE INDEX media_asset_purge_at_idx ON media_asset (purge_at) WHERE purge_at IS NOT NULL;

COMMENT ON COLUMN media_asset.status IS
  'DELETED: no product shows it, and it comes back when one does; PURGING: its files are going';
COMMENT ON COLUMN media_asset.purge_at IS
  'when the files of a deleted asset may go; while they are going, when that is tried again';

CREATE TABLE product_image (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT product_image_pkey PRIMARY KEY,
  product_id uuid NOT NULL CONSTRAINT product_image_product_id_fkey REFERENCES product,
  asset_id uuid NOT NULL CONSTRAINT product_image_asset_id_fkey REFERENCES media_asset,
  is_primary boolean NOT NULL,
  sort_order integer NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT product_image_asset_key UNIQUE (product_id, asset_id)
);

CREATE UNIQUE INDEX product_image_primary_key ON product_image (product_id) WHERE is_primary;
CREATE INDEX product_image_asset_id_idx ON product_image (asset_id);

-- The images of a product as the contract shows them, primary first; an empty array for none.
CREATE FUNCTION product_images(of_product uuid) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
  SELECT coalesce(
    jsonb_agg(
      jsonb_build_object(
        'id', i.id,
        'asset_id', i.asset_id,
        'is_primary', i.is_primary,
        'sort_order', i.sort_order,
        'original_url', a.original_url,
        'thumb_url', a.thumb_url,
        'width', a.width,
        'height', a.height,
        'mime_type', a.mime_type)
      ORDER BY i.is_primary DESC, i.sort_order, i.id),
    '[]'::jsonb)
  FROM product_image i
  JOIN media_asset a ON a.id = i.asset_id
  WHERE i.product_id = of_product
);
