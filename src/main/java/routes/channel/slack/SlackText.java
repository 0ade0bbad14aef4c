package routes.channel.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.channel.chat.Mention;

/** A message's mrkdwn as people and models read it: {@code <@U1>} becomes {@code @name}, links keep words and address. */
record SlackText(String plain, String marked, List<Mention> mentions) {
    private static final Pattern ANGLES = Pattern.compile("<([^<>]{1,3000})>");

    /** @param names what a user id is called; the id itself if unknown */
    static SlackText of(String text, UnaryOperator<String> names) {
        List<Mention> mentions = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        StringBuilder marked = new StringBuilder();
        Matcher angles = ANGLES.matcher(text);
        int done = 0;
        while (angles.find()) {
            append(text.substring(done, angles.start()), plain, marked);
            Piece piece = piece(angles.group(1), names);
            piece.mention().ifPresent(mentions::add);
            plain.append(piece.plain());
            marked.append(piece.marked());
            done = angles.end();
        }
        append(text.substring(done), plain, marked);
        return new SlackText(plain.toString(), marked.toString(), List.copyOf(mentions));
    }

    private record Piece(String plain, String marked, Optional<Mention> mention) {
        static Piece text(String text) {
            return new Piece(text, text, Optional.empty());
        }

        static Piece mention(String id, String name) {
            return new Piece("@" + name, "@" + name, Optional.of(new Mention(id, name)));
        }
    }

    private static Piece piece(String inside, UnaryOperator<String> names) {
        int bar = inside.indexOf('|');
        String target = bar < 0 ? inside : inside.substring(0, bar);
        String label = bar < 0 ? "" : entities(inside.substring(bar + 1));
        String rest = target.isEmpty() ? "" : target.substring(1);
        return switch (target.isEmpty() ? ' ' : target.charAt(0)) {
            case '@' -> Piece.mention(rest, label.isEmpty() ? names.apply(rest) : label);
            case '#' -> Piece.text("#" + (label.isEmpty() ? rest : label));
            case '!' -> special(rest, label);
            default -> link(entities(target), label);
        };
    }

    private static Piece special(String what, String label) {
        boolean all = what.equals("here") || what.equals("channel") || what.equals("everyone");
        if (all) {
            return new Piece("@" + what, "@" + what, Optional.of(new Mention(null, what)));
        }
        return Piece.text(label.isEmpty() ? what : label);
    }

    private static Piece link(String url, String label) {
        return label.isEmpty() || label.equals(url)
                ? Piece.text(url)
                : new Piece(label, "[" + label + "](" + url + ")", Optional.empty());
    }

    private static void append(String text, StringBuilder plain, StringBuilder marked) {
        String decoded = entities(text);
        plain.append(decoded);
        marked.append(decoded);
    }

    private static String entities(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
