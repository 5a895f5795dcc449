package io.mostrador.bulk;

import io.mostrador.kernel.Decimals;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.postgresql.copy.CopyManager;

/** The products of a bulk shop, and how many units of each were sold so far. */
final class BulkGoods {

  private static final int FLUSH_EVERY = 20_000;
  private static final BigDecimal MARKUP = new BigDecimal("1.60");
  private static final String[] KINDS = {
    "Casco integral",
    "Casco abatible",
    "Casco abierto",
    "Guantes de piel",
    "Guantes de verano",
    "Chamarra",
    "Chamarra impermeable",
    "Pantalón",
    "Botas",
    "Impermeable",
    "Candado de disco",
    "Candado de cadena",
    "Maleta lateral",
    "Maletín",
    "Espejo",
    "Cadena de transmisión",
    "Balata",
    "Llanta",
    "Aceite sintético",
    "Filtro de aceite",
    "Intercomunicador",
    "Funda",
    "Rodilleras",
    "Pechera",
    "Mica para casco"
  };
  private static final String[] BRANDS = {
    "LS2",
    "PROMOTO",
    "Alpinestars",
    "Dainese",
    "Shoei",
    "Arai",
    "HJC",
    "AGV",
    "Givi",
    "Shad",
    "Abus",
    "Kryptonite",
    "Michelin",
    "Pirelli",
    "Metzeler",
    "Motul",
    "Castrol",
    "DID",
    "Brembo",
    "Cardo",
    "Sena",
    "Oxford",
    "Bell",
    "Scorpion",
    "Nolan",
    "Xlite",
    "Rev'it",
    "Spidi",
    "Ixs",
    "Acerbis"
  };
  private static final String[] MODELS = {
    "Rapid", "Storm", "Valiant", "Explorer", "Pioneer", "Vector", "Stream", "Copter", "Challenger",
    "Advant", "Ñandú", "Águila", "Cóndor", "Halcón", "Colibrí", "Quetzal", "Jaguar", "Ocelote",
    "Sierra", "Baja", "Sonora", "Oaxaca", "Yucatán", "Chiapas", "Durango", "Cañón", "Volcán",
    "Relámpago", "Trueno", "Huracán", "Pro", "Sport", "Tour", "Urban", "Classic", "Racing"
  };
  private static final String[] COLOURS = {
    "negro",
    "negro mate",
    "blanco",
    "rojo",
    "azul",
    "gris",
    "verde",
    "amarillo",
    "naranja",
    "plata",
    "café",
    "morado",
    "turquesa",
    "dorado"
  };
  private static final String[] SIZES = {"XS", "S", "M", "L", "XL", "XXL"};

  private final long batch;
  private final SplittableRandom random;
  private final BulkIds ids;
  private final UUID[] products;
  private final BigDecimal[] prices;
  private final BigDecimal[] costs;
  private final int[] sold;

  /**
   * @param batch part of each SKU, so that shops with other seeds have others
   */
  BulkGoods(int count, long batch, SplittableRandom random) {
    this.batch = batch;
    this.random = random;
    this.ids = new BulkIds(random);
    this.products = new UUID[count];
    this.prices = new BigDecimal[count];
    this.costs = new BigDecimal[count];
    this.sold = new int[count];
  }

  UUID id(int product) {
    return products[product];
  }

  BigDecimal price(int product) {
    return prices[product];
  }

  BigDecimal cost(int product) {
    return costs[product];
  }

  void sell(int product, int units) {
    sold[product] += units;
  }

  /** A few products sell often, most of them seldom. */
  int popular() {
    return (int) (products.length * Math.pow(random.nextDouble(), 3));
  }

  /** Writes the products as if they had been listed at {@code start}. */
  void list(Connection connection, CopyManager copy, Instant start, LongConsumer done)
      throws SQLException, IOException {
    List<UUID> brands = labels(connection, "brand", BRANDS, start);
    List<UUID> types = labels(connection, "product_type", KINDS, start);
    CopyTable table =
        new CopyTable(
            copy,
            "product",
            "id, sku, name, default_price, cost_price, brand_id, product_type_id, brand_label,"
                + " product_type_label, is_active, created_at, updated_at");
    for (int product = 0; product < products.length; product++) {
      write(table, product, brands, types, start);
      if ((product + 1) % FLUSH_EVERY == 0) {
        table.flush();
        done.accept(FLUSH_EVERY);
      }
    }
    table.flush();
    done.accept(products.length % FLUSH_EVERY);
  }

  private void write(
      CopyTable table, int product, List<UUID> brands, List<UUID> types, Instant start) {
    int kind = random.nextInt(KINDS.length);
    int brand = random.nextInt(BRANDS.length);
    Instant at = start.plusMillis(product);
    products[product] = ids.at(at);
    costs[product] = BigDecimal.valueOf(5_000 + random.nextInt(300_000), 2);
    prices[product] = Decimals.money(costs[product].multiply(MARKUP));
    table.row(
        products[product],
        "%s%d-%06d"
            .formatted(BRANDS[brand].substring(0, 2).toUpperCase(Locale.ROOT), batch, product),
        name(kind, brand),
        prices[product],
        costs[product],
        brands.get(brand),
        types.get(kind),
        BRANDS[brand].toUpperCase(Locale.ROOT),
        KINDS[kind].toUpperCase(Locale.ROOT),
        random.nextInt(50) > 0,
        at,
        at);
  }

  private String name(int kind, int brand) {
    return "%s %s %s %d %s talla %s"
        .formatted(
            KINDS[kind],
            BRANDS[brand],
            MODELS[random.nextInt(MODELS.length)],
            100 + random.nextInt(900),
            COLOURS[random.nextInt(COLOURS.length)],
            SIZES[random.nextInt(SIZES.length)]);
  }

  private static List<UUID> labels(
      Connection connection, String table, String[] names, Instant start) throws SQLException {
    List<UUID> ids = new ArrayList<>();
    String statement =
        """
        INSERT INTO %s AS label (name, created_at, updated_at) VALUES ('%s', '%s', '%s')
        ON CONFLICT (name) DO UPDATE SET is_active = label.is_active
        RETURNING id
        """;
    try (Statement sql = connection.createStatement()) {
      for (String name : names) {
        String stored = name.toUpperCase(Locale.ROOT).replace("'", "''");
        try (ResultSet row = sql.executeQuery(statement.formatted(table, stored, start, start))) {
          if (row.next()) {
            ids.add(row.getObject(1, UUID.class));
          }
        }
      }
    }
    return ids;
  }

  /** Writes the receipts of what was sold and of what is left, as movements at {@code start}. */
  void receive(CopyManager copy, Instant start) throws SQLException, IOException {
    CopyTable table =
        new CopyTable(
            copy,
            "inventory_movement",
            "id, product_id, movement_type, quantity_delta, reference_type, reference_id,"
                + " created_at");
    UUID delivery = ids.at(start);
    for (int product = 0; product < products.length; product++) {
      int left = random.nextInt(10) == 0 ? 0 : random.nextInt(40);
      if (sold[product] + left > 0) {
        table.row(
            ids.at(start),
            products[product],
            "INBOUND",
            sold[product] + left,
            "bulk_delivery",
            delivery,
            start);
      }
      if ((product + 1) % FLUSH_EVERY == 0) {
        table.flush();
      }
    }
    table.flush();
  }
}
