/** Many clients at once: retries, races and random plans, held against what must always be true. */
@CheckReturnValue
package io.mostrador.model;

import com.google.errorprone.annotations.CheckReturnValue;
