/** PostgreSQL: connections, transactions, migrations, and how its refusals become failures. */
@CheckReturnValue
package io.mostrador.platform.postgres;

import com.google.errorprone.annotations.CheckReturnValue;
