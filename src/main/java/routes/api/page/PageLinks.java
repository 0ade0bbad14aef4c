package routes.api.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.common.security.LinkSigner;

/**
 * The links to event pages: {@code /e/<event id>/<last day>.<signature>}. The last day is a number of days since 1970 (UTC); links
 * that are made on one day are equal, so a message that is written again says the same.
 */
public final class PageLinks {
    static final String PATH = "/e/";

    private static final String PURPOSE = "event page";
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
        long last = Math.floorDiv(now.getEpochSecond(), DAY) + days;
        return PATH + eventId + "/" + last + "." + signer.sign(PURPOSE, signedText(eventId, last));
    }

    /** When a link stops to work; empty when it is not one of ours. */
    Optional<Instant> end(String eventId, String token) {
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long last = Long.parseLong(parts.group(1));
        return signer.signed(PURPOSE, signedText(eventId, last), parts.group(2))
                ? Optional.of(Instant.ofEpochSecond((last + 1) * DAY))
                : Optional.empty();
    }

    private static String signedText(String eventId, long last) {
        return eventId + "/" + last;
    }
}
