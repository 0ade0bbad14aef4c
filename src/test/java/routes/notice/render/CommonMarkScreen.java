package routes.notice.render;

import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/** CommonMark, read by a library, and what is struck through and tables beside it; a single break is a blank. */
final class CommonMarkScreen {
    private static final Pattern TABLE =
            Pattern.compile("(?m)^[^\\n]*\\|[^\\n]*\\n {0,3}\\|?(?: *:?-+:? *\\|)+(?: *:?-+:?)? *$");

    private CommonMarkScreen() {}

    static Screen read(String text) {
        Screen screen = new Screen();
        if (text.replaceAll("\\\\.", "").contains("~~")) {
            screen.marks.add("strike");
        }
        if (TABLE.matcher(text).find()) {
            screen.marks.add("table");
        }
        Parser.builder().build().parse(text).accept(new Seen(screen));
        return screen;
    }

    /** A walk over what CommonMark reads; a single break is a blank on the screen. */
    private static final class Seen extends AbstractVisitor {
        private final Screen screen;

        Seen(Screen screen) {
            this.screen = screen;
        }

        private void marked(String name, Node node) {
            screen.marks.add(name);
            visitChildren(node);
        }

        private void shown(String name, String literal) {
            screen.marks.add(name);
            screen.write(literal);
        }

        @Override
        public void visit(Text node) {
            screen.write(node.getLiteral());
        }

        @Override
        public void visit(Paragraph node) {
            visitChildren(node);
            screen.write("\n");
        }

        @Override
        public void visit(SoftLineBreak node) {
            screen.write(" ");
        }

        @Override
        public void visit(HardLineBreak node) {
            screen.write("\n");
        }

        @Override
        public void visit(Link node) {
            int before = screen.text().length();
            visitChildren(node);
            screen.links.add(new Screen.Link(screen.text().substring(before), node.getDestination()));
        }

        @Override
        public void visit(Image node) {
            marked("image", node);
        }

        @Override
        public void visit(Emphasis node) {
            marked("italic", node);
        }

        @Override
        public void visit(StrongEmphasis node) {
            marked("bold", node);
        }

        @Override
        public void visit(Heading node) {
            marked("heading", node);
            screen.write("\n");
        }

        @Override
        public void visit(BlockQuote node) {
            marked("quote", node);
        }

        @Override
        public void visit(ListItem node) {
            marked("list", node);
        }

        @Override
        public void visit(ThematicBreak node) {
            marked("rule", node);
        }

        @Override
        public void visit(Code node) {
            shown("code", node.getLiteral());
        }

        @Override
        public void visit(IndentedCodeBlock node) {
            shown("code", node.getLiteral());
        }

        @Override
        public void visit(FencedCodeBlock node) {
            shown("code", node.getLiteral());
        }

        @Override
        public void visit(HtmlInline node) {
            screen.marks.add("tag");
        }

        @Override
        public void visit(HtmlBlock node) {
            screen.marks.add("tag");
        }
    }
}
