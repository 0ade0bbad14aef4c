package routes.api.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.common.security.LinkSigner;

/**
 * The links to event pages, {@code /e/<event id>/<last day>.<signature>}, and to the events of a digest or a group, {@code
 * /e/list/<notice id>/<last day>.<signature>}. The last day is a number of days since 1970 (UTC); links
 * that are made on one day are equal, so a message that is written again says the same.
 */
public final class PageLinks {
    static final String PATH = "/e/";
    static final String LIST = PATH + "list/";

    private static final String PAGE = "event page";
    private static final String EVENTS = "event list";
    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final Pattern TOKEN = Pattern.compile("([0-9]{1,7})\\.([A-Za-z0-9_-]{22})");

    private final LinkSigner signer;
    private final int days;

    /** @param days how long a link works, at least */
    public PageLinks(LinkSigner signer, int days) {
        this.signer = signer;
        this.days = days;
    }

    /** Below the public address. */
    public String path(String eventId, Instant now) {
        return path(eventId, day(now) + days);
    }

    /** To the events that a notice carries. */
    public String list(String noticeId, Instant now) {
        return LIST + noticeId + "/" + token(EVENTS, noticeId, day(now) + days);
    }

    /** A link to an event that stops to work with the link to a list of it. */
    String pathUntil(String eventId, Instant end) {
        return path(eventId, day(end) - 1);
    }

    private String path(String eventId, long last) {
        return PATH + eventId + "/" + token(PAGE, eventId, last);
    }

    private static long day(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), DAY);
    }

    private String token(String purpose, String id, long last) {
        return last + "." + signer.sign(purpose, signedText(id, last));
    }

    /** When a link to an event stops to work; empty when it is not one of ours. */
    Optional<Instant> end(String eventId, String token) {
        return end(PAGE, eventId, token);
    }

    Optional<Instant> listEnd(String noticeId, String token) {
        return end(EVENTS, noticeId, token);
    }

    private Optional<Instant> end(String purpose, String id, String token) {
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long last = Long.parseLong(parts.group(1));
        return signer.signed(purpose, signedText(id, last), parts.group(2))
                ? Optional.of(Instant.ofEpochSecond((last + 1) * DAY))
                : Optional.empty();
    }

    private static String signedText(String id, long last) {
        return id + "/" + last;
    }
}
