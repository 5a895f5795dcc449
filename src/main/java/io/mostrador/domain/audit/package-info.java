/**
 * Keeps one record of every committed change.
 *
 * <p>Owns {@code audit_log} and {@code audit_head}. A record is written unsealed in the transaction
 * of its change; {@link io.mostrador.domain.audit.AuditSealing} seals it into the hash chain after
 * the commit. Nothing ever changes or removes a record, and {@link
 * io.mostrador.domain.audit.AuditChain} shows it when somebody did.
 */
@CheckReturnValue
package io.mostrador.domain.audit;

import com.google.errorprone.annotations.CheckReturnValue;
