/** Keeps files in a bucket that speaks S3; knows nothing of what they are for. */
@CheckReturnValue
package io.mostrador.platform.storage;

import com.google.errorprone.annotations.CheckReturnValue;
