package routes.channel;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import routes.channel.bot.Bot;
import routes.channel.bot.Credential;
import routes.common.security.Secret;
import routes.notice.Notice;
import routes.notice.NoticeKind;

/**
 * The people that a message calls: those that its bot names, when a problem begins, gets worse or goes on. None is called by what
 * ends, by an answer to a chat, or by words that came from outside.
 */
public final class OnCall {
    /** Stands for the whole chat. */
    public static final String ALL = "all";

    private static final String CREDENTIAL = "mentions";
    private static final Set<NoticeKind> CALLING = Set.of(NoticeKind.OPENED, NoticeKind.ESCALATED, NoticeKind.REMINDER);
    private static final int MOST_PEOPLE = 20;

    private OnCall() {}

    /** @param meaning what kind of ids the platform knows people by */
    public static Credential credential(String meaning) {
        return Credential.open(CREDENTIAL, "Who is called when a problem begins or gets worse: " + meaning);
    }

    /**
     * The ids that the bot names, separated by commas, such as {@code U1,U2} or {@link #ALL}.
     *
     * @param id the form of the platform's ids; anything else is left out
     */
    public static List<String> of(Notice notice, Bot bot, Pattern id) {
        if (!notice.subscribed() || !CALLING.contains(notice.kind())) {
            return List.of();
        }
        String named = bot.credential(CREDENTIAL).map(Secret::reveal).orElse("");
        return Arrays.stream(named.split("[,\\s]+"))
                .filter(one -> id.matcher(one).matches())
                .distinct()
                .limit(MOST_PEOPLE)
                .toList();
    }
}
