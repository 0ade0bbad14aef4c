package routes.notice.replay;

import java.time.Instant;

/**
 * What a replay leaves on each notice that it moves.
 *
 * @param id the id of the replay: a notice takes each one once
 * @param by who started it
 */
public record ReplayMark(String id, Instant at, String by) {}
