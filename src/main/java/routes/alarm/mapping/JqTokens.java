package routes.alarm.mapping;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParserTokenManager;
import net.thisptr.jackson.jq.internal.javacc.SimpleCharStream;
import net.thisptr.jackson.jq.internal.javacc.Token;
import net.thisptr.jackson.jq.internal.javacc.TokenMgrError;

/** The words of a jq program and where they stand: the trees that jackson-jq makes know no places. */
final class JqTokens {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();

    JqTokens(String text) {
        this.text = text;
        ExpressionParserTokenManager reader =
                new ExpressionParserTokenManager(new SimpleCharStream(new StringReader(text), 1, 1));
        try {
            for (Token token = reader.getNextToken();
                    token.kind != ExpressionParserConstants.EOF;
                    token = reader.getNextToken()) {
                tokens.add(token);
            }
        } catch (TokenMgrError | IllegalStateException e) {
            // what cannot be read is told by the parser
        }
    }

    List<Token> all() {
        return tokens;
    }

    /** Where a function is called; the beginning of the text when it is found nowhere. */
    int call(String name) {
        return first(
                name,
                (before, after) -> before != ExpressionParserConstants.DOLLAR
                        && before != ExpressionParserConstants.DOT
                        && before != ExpressionParserConstants.KEYWORD_DEF
                        && before != ExpressionParserConstants.ATSIGN
                        && after != ExpressionParserConstants.COLON);
    }

    /** Where a variable is read, without its {@code $}. */
    int variable(String name) {
        return first(name, (before, after) -> before == ExpressionParserConstants.DOLLAR);
    }

    /** Where a format is named, without its {@code @}. */
    int format(String name) {
        return first(name, (before, after) -> before == ExpressionParserConstants.ATSIGN);
    }

    /** Where a field of an object is written. */
    int field(String name) {
        return first(
                name,
                (before, after) -> before == ExpressionParserConstants.OPEN_BRACE
                        || before == ExpressionParserConstants.COMMA
                        || after == ExpressionParserConstants.COLON);
    }

    /** Where one of these words stands first. */
    int word(String... words) {
        return tokens.stream()
                .filter(token -> List.of(words).contains(token.image))
                .findFirst()
                .map(token -> offset(text, token.beginLine, token.beginColumn))
                .orElse(0);
    }

    /** Where a text is written. @param otherwise where it is thought to stand, when it is written in another way */
    int text(String value, int otherwise) {
        int found = text.indexOf(TextNode.valueOf(value).toString());
        return found < 0 ? otherwise : found;
    }

    /** @param line from 1 @param column from 1 */
    static int offset(String text, int line, int column) {
        int start = 0;
        for (int i = 1; i < line && start >= 0; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return Math.min(text.length(), start + column - 1);
    }

    private int first(String name, BiPredicate<Integer, Integer> fits) {
        for (int i = 0; i < tokens.size(); i++) {
            int before = i == 0 ? ExpressionParserConstants.EOF : tokens.get(i - 1).kind;
            int after = i + 1 == tokens.size() ? ExpressionParserConstants.EOF : tokens.get(i + 1).kind;
            if (tokens.get(i).image.equals(name) && fits.test(before, after)) {
                return offset(text, tokens.get(i).beginLine, tokens.get(i).beginColumn);
            }
        }
        return Math.max(0, text.indexOf(name));
    }
}
