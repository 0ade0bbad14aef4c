package routes.channel;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routes.alarm.Level;
import routes.channel.bot.Bot;
import routes.channel.bot.BotPlatform;
import routes.channel.bot.Credential;
import routes.channel.bot.Mentions;
import routes.common.security.Secret;
import routes.notice.Notice;
import routes.notice.NoticeKind;

/**
 * The people that a message calls: those that its subscription or its bot names, when a problem begins, gets worse or goes on. None is called by what ends, by an answer to a chat, or by words that came from outside.
 *
 * <p>They stand as {@code U1,U2}, or by level as {@code P0: all; P0+P1: U1,U2}.
 */
public final class OnCall {
    /** Stands for the whole chat. */
    public static final String ALL = "all";

    /** The name of the credential in every channel that can call people. */
    public static final String CREDENTIAL = "mentions";

    private static final Set<NoticeKind> CALLING = Set.of(NoticeKind.OPENED, NoticeKind.ESCALATED, NoticeKind.REMINDER);
    private static final Pattern LEVELS = Pattern.compile("\\s*(P[012](?:\\s*\\+\\s*P[012])*)\\s*:");
    private static final int MOST_PEOPLE = 20;

    private OnCall() {}

    /** @param meaning what kind of ids the platform knows people by */
    public static Credential credential(String meaning) {
        return Credential.open(
                CREDENTIAL,
                "Who is called when a problem begins or gets worse: " + meaning
                        + "; separated by commas, for some levels as P0: all; P0+P1: <id>,<id>");
    }

    /** What a bot names. */
    static String named(Bot bot) {
        return bot.credential(CREDENTIAL).map(Secret::reveal).orElse("");
    }

    /** The ids among the named that a message calls; what the platform does not understand is left out. */
    public static List<String> of(Notice notice, String named, Mentions rule) {
        if (!notice.subscribed() || !CALLING.contains(notice.kind())) {
            return List.of();
        }
        return Arrays.stream(named.split(";"))
                .map(Group::read)
                .filter(group -> group.levels().contains(notice.event().eventLevel()))
                .flatMap(Group::ids)
                .filter(rule::understands)
                .distinct()
                .limit(MOST_PEOPLE)
                .toList();
    }

    /** What is wrong with names that somebody saves, and what to write instead. */
    public static Optional<String> problem(String named, Mentions rule) {
        List<String> ids = Arrays.stream(named.split(";"))
                .map(Group::read)
                .flatMap(Group::ids)
                .toList();
        Optional<String> wrong = ids.stream()
                .filter(one -> !rule.understands(one))
                .findFirst()
                .map(one -> "\"" + one + "\" calls nobody: " + rule.meaning());
        return wrong.or(() -> ids.size() > MOST_PEOPLE
                ? Optional.of(
                        "a message calls " + MOST_PEOPLE + " at most, not " + ids.size() + ": name a group or all")
                : Optional.empty());
    }

    /** Which of the people that a bot names its messages would not call, each with why. */
    public static List<String> missed(Bot bot, BotPlatform platform) {
        return platform.mentions(bot).stream()
                .flatMap(rule -> Stream.concat(problem(named(bot), rule).stream(), uncalled(bot, platform)))
                .toList();
    }

    private static Stream<String> uncalled(Bot bot, BotPlatform platform) {
        List<String> ids = Arrays.stream(named(bot).split(";"))
                .map(Group::read)
                .flatMap(Group::ids)
                .distinct()
                .toList();
        return platform.uncalled(bot, ids).entrySet().stream()
                .map(one -> "\"" + one.getKey() + "\" is not called: " + one.getValue())
                .sorted();
    }

    /** Some ids, and the levels of events that call them. */
    private record Group(Set<Level> levels, String text) {
        static Group read(String text) {
            Matcher prefix = LEVELS.matcher(text);
            if (!prefix.lookingAt()) {
                return new Group(EnumSet.allOf(Level.class), text);
            }
            Set<Level> levels = EnumSet.noneOf(Level.class);
            Stream.of(prefix.group(1).split("\\+"))
                    .map(String::strip)
                    .map(Level::valueOf)
                    .forEach(levels::add);
            return new Group(levels, text.substring(prefix.end()));
        }

        Stream<String> ids() {
            return Stream.of(text.split("[,\\s]+")).filter(one -> !one.isEmpty());
        }
    }
}
