package routes.alarm.mapping;

import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.CLOSE_BRACE;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.CLOSE_BRACKET;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.CLOSE_PAR;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.COLON;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.COMMA;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.DOLLAR;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.DOT;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.ENDQUOTE;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.EOF;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.IDENTIFIER;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.IDENTIFIER_AFTER_DOT;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.INTEGER_LITERAL;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.KEYWORD_DEF;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.KEYWORD_ELIF;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.KEYWORD_ELSE;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.KEYWORD_END;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.KEYWORD_IF;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.KEYWORD_THEN;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.OPEN_BRACE;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.OPEN_BRACKET;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.OPEN_INTERP;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.OPEN_PAR;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.QUESTION;
import static net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants.SEMICOLON;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import net.thisptr.jackson.jq.internal.javacc.Token;

/**
 * Writes what jq 1.7 reads and jackson-jq does not in the way that it does: {@code if} without {@code else}, {@code .a.[0]}, whole
 * numbers of more than 18 digits, and definitions that hold for all that follows them, as in {@code def f: 1; f + f}.
 */
final class JqSyntax {
    private static final int MOST_DIGITS = 18;
    private static final String WITHOUT_ELSE = "else . ";
    private static final Set<Integer> ENDS_OF_A_TERM =
            Set.of(IDENTIFIER_AFTER_DOT, CLOSE_BRACKET, CLOSE_PAR, ENDQUOTE, QUESTION, IDENTIFIER);

    private final String text;
    private final List<Token> tokens;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final List<Change> changes = new ArrayList<>();

    private JqSyntax(String text) {
        this.text = text;
        this.tokens = new JqTokens(text).all();
    }

    private enum Kind {
        GROUP,
        CONDITION,
        NAME_OF_DEFINITION,
        DEFINITION
    }

    /** What is open at a place: it ends with its own word. */
    private static final class Frame {
        private Kind kind;
        private int parentheses;
        private boolean otherwise;

        private Frame(Kind kind) {
            this.kind = kind;
        }
    }

    /** @param at offset in the text @param length characters of it that are left out */
    private record Change(int at, int length, String written) {}

    /**
     * A program in the words of jackson-jq.
     *
     * @param changes in the order of the text
     */
    record Written(String text, List<Change> changes) {
        /** Where a place of this text stands in the program as it was written. */
        int original(int offset) {
            int moved = 0;
            for (Change change : changes) {
                if (offset < change.at + moved + change.written.length()) {
                    return Math.min(offset - moved, change.at);
                }
                moved += change.written.length() - change.length;
            }
            return offset - moved;
        }
    }

    static Written of(String text) {
        JqSyntax syntax = new JqSyntax(text);
        return syntax.read() ? syntax.written() : new Written(text, List.of());
    }

    private Written written() {
        StringBuilder made = new StringBuilder();
        int after = 0;
        for (Change change : changes) {
            made.append(text, after, change.at).append(change.written);
            after = change.at + change.length;
        }
        return new Written(made.append(text, after, text.length()).toString(), List.copyOf(changes));
    }

    /** @return whether all that was opened was closed */
    private boolean read() {
        frames.push(new Frame(Kind.GROUP));
        for (int i = 0; i < tokens.size() && !frames.isEmpty(); i++) {
            if (!isName(i)) {
                token(i);
            }
        }
        if (frames.size() != 1) {
            return false;
        }
        endOfPart(text.length());
        return true;
    }

    /** A keyword that names a field or a variable. */
    private boolean isName(int i) {
        int before = kind(i - 1);
        int after = kind(i + 1);
        boolean inObject = before == OPEN_BRACE || before == COMMA;
        return kind(i) >= KEYWORD_IF
                && (before == DOLLAR || inObject && (after == COLON || after == COMMA || after == CLOSE_BRACE));
    }

    private void token(int i) {
        int at = at(i);
        switch (kind(i)) {
            case OPEN_PAR, OPEN_BRACKET, OPEN_BRACE, OPEN_INTERP -> open(i);
            case CLOSE_PAR, CLOSE_BRACKET, CLOSE_BRACE -> close(at);
            case KEYWORD_DEF -> frames.push(new Frame(Kind.NAME_OF_DEFINITION));
            case COLON -> definition();
            case SEMICOLON -> semicolon(i);
            case KEYWORD_IF -> frames.push(new Frame(Kind.CONDITION));
            case KEYWORD_THEN, KEYWORD_ELIF -> endOfPart(at);
            case KEYWORD_ELSE -> {
                endOfPart(at);
                frames.element().otherwise = true;
            }
            case KEYWORD_END -> end(at);
            case INTEGER_LITERAL -> number(i);
            default -> {}
        }
    }

    private void open(int i) {
        frames.push(new Frame(Kind.GROUP));
        if (kind(i) == OPEN_BRACKET && kind(i - 1) == DOT && ENDS_OF_A_TERM.contains(kind(i - 2))) {
            changes.add(new Change(at(i - 1), 1, ""));
        }
    }

    private void close(int at) {
        endOfPart(at);
        frames.pop();
    }

    private void definition() {
        if (frames.element().kind == Kind.NAME_OF_DEFINITION) {
            frames.element().kind = Kind.DEFINITION;
        }
    }

    /** After a definition comes what it holds for. */
    private void semicolon(int i) {
        endOfPart(at(i));
        if (frames.element().kind != Kind.DEFINITION) {
            return;
        }
        frames.pop();
        int next = kind(i + 1);
        if (next != KEYWORD_DEF && next != EOF && !frames.isEmpty()) {
            changes.add(new Change(at(i) + 1, 0, "("));
            frames.element().parentheses++;
        }
    }

    private void end(int at) {
        endOfPart(at);
        if (!frames.pop().otherwise) {
            changes.add(new Change(at, 0, WITHOUT_ELSE));
        }
    }

    private void number(int i) {
        if (tokens.get(i).image.length() > MOST_DIGITS) {
            changes.add(new Change(at(i) + tokens.get(i).image.length(), 0, ".0"));
        }
    }

    private void endOfPart(int at) {
        Frame frame = frames.element();
        if (frame.parentheses > 0) {
            changes.add(new Change(at, 0, ")".repeat(frame.parentheses)));
            frame.parentheses = 0;
        }
    }

    private int kind(int i) {
        return i < 0 || i >= tokens.size() ? EOF : tokens.get(i).kind;
    }

    private int at(int i) {
        return JqTokens.offset(text, tokens.get(i).beginLine, tokens.get(i).beginColumn);
    }
}
