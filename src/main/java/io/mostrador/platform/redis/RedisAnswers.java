package io.mostrador.platform.redis;

import io.mostrador.platform.http.cache.AnswerStore;
import io.reactivex.rxjava3.core.Maybe;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers in Redis: a line of tags and the body, each under the version of the data that it shows,
 * for as long as it lives.
 */
public final class RedisAnswers implements AnswerStore {

  private static final Logger log = LoggerFactory.getLogger(RedisAnswers.class);

  private static final byte LINE_END = '\n';

  private final RedisLink redis;
  private final String prefix;

  /**
   * @param namespace begins all keys; the same on all nodes
   */
  public RedisAnswers(RedisLink redis, String namespace) {
    this.redis = redis;
    this.prefix = namespace + "tagged:";
  }

  @Override
  public Maybe<Kept> find(String version, String target) {
    String key = key(version, target);
    return redis
        .ask(List.of(Request.cmd(Command.GET).arg(key), Request.cmd(Command.PTTL).arg(key)))
        .filter(replies -> replies.get(0) != null)
        .map(replies -> kept(replies.get(0), replies.get(1)))
        .onErrorComplete();
  }

  private static Kept kept(Response value, Response millisLeft) {
    Buffer all = value.toBuffer();
    int end = 0;
    while (all.getByte(end) != LINE_END) {
      end++;
    }
    String tags = all.getString(0, end);
    return new Kept(
        all.getBuffer(end + 1, all.length()),
        tags.isEmpty() ? Set.of() : Set.of(tags.split(" ")),
        millisLeft.toLong());
  }

  private static Buffer value(Kept answer) {
    return Buffer.buffer(String.join(" ", answer.tags()))
        .appendByte(LINE_END)
        .appendBuffer(answer.body());
  }

  @Override
  @SuppressWarnings("CheckReturnValue") // nobody waits for it
  public void keep(String version, String target, Kept answer) {
    Request set =
        Request.cmd(Command.SET)
            .arg(key(version, target))
            .arg(value(answer))
            .arg("PX")
            .arg(answer.millisLeft());
    redis.ask(List.of(set)).subscribe(kept -> {}, away -> log.debug("an answer is not shared"));
  }

  /** Of fixed length, whatever clients send. */
  private String key(String version, String target) {
    return prefix + version + ":" + Hash.hex(target);
  }
}
