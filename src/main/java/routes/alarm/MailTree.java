package routes.alarm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.mail.Address;
import jakarta.mail.Header;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/**
 * Reads an e-mail (RFC 5322, MIME) as JSON: {@code subject}, {@code from}, {@code to}, {@code text} and so on, all decoded.
 * Attachments are named and not read. A fault that mail programs live with (an unknown charset, a wrong address) is none here.
 */
public final class MailTree {
    private static final Session SESSION = Session.getInstance(new Properties());
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final List<String> DEMANDED = List.of("From", "Subject", "Message-ID", "Date");
    private static final int MAX_DEPTH = 20;
    private static final int MAX_PARTS = 200;

    private final List<String> texts = new ArrayList<>();
    private final List<String> htmls = new ArrayList<>();
    private final ArrayNode attachments = JsonNodeFactory.instance.arrayNode();
    private int parts;

    private MailTree() {}

    /** @throws RefusedRequest {@link ErrorCode#MALFORMED_BODY} when the bytes are no e-mail */
    public static ObjectNode read(byte[] mail) {
        try {
            MimeMessage message = message(mail);
            MailTree content = new MailTree();
            content.add(message, 0);
            return content.tree(message);
        } catch (MessagingException | IOException e) {
            throw malformed("body is not an e-mail that can be read: its parts are broken");
        }
    }

    /** The address of the sender, in lower case; empty when the mail names none. */
    public static String sender(byte[] mail) {
        try {
            return addresses(message(mail).getHeader("From")).stream()
                    .findFirst()
                    .map(address -> address.toLowerCase(Locale.ROOT))
                    .orElse("");
        } catch (MessagingException | RefusedRequest e) {
            return "";
        }
    }

    /** The id that its sender gave the mail. */
    public static Optional<String> messageId(byte[] mail) {
        try {
            return messageId(message(mail));
        } catch (MessagingException | RefusedRequest e) {
            return Optional.empty();
        }
    }

    private static MimeMessage message(byte[] mail) throws MessagingException {
        MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(mail));
        for (String name : DEMANDED) {
            if (message.getHeader(name) != null) {
                return message;
            }
        }
        throw malformed("body is not an e-mail: it has none of the headers " + String.join(", ", DEMANDED));
    }

    private ObjectNode tree(MimeMessage message) throws MessagingException {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        messageId(message).ifPresent(id -> tree.put("message_id", id));
        tree.put("subject", subject(message));
        List<String> from = addresses(message.getHeader("From"));
        tree.put("from", from.isEmpty() ? "" : from.get(0));
        personal(message).ifPresent(name -> tree.put("from_name", name));
        addresses(message.getHeader(RecipientType.TO.toString())).forEach(tree.putArray("to")::add);
        addresses(message.getHeader(RecipientType.CC.toString())).forEach(tree.putArray("cc")::add);
        if (message.getSentDate() != null) {
            tree.put("sent_at", message.getSentDate().toInstant().toString());
        }
        references(message).forEach(tree.putArray("references")::add);
        tree.put("text", text());
        htmls.stream().findFirst().ifPresent(html -> tree.put("html", html));
        tree.set("attachments", attachments);
        tree.set("headers", headers(message));
        return tree;
    }

    private static Optional<String> messageId(MimeMessage message) throws MessagingException {
        return Optional.ofNullable(message.getMessageID()).map(String::strip).filter(id -> !id.isEmpty());
    }

    private static String subject(MimeMessage message) throws MessagingException {
        String subject = message.getSubject();
        return subject == null ? "" : BLANKS.matcher(subject).replaceAll(" ").strip();
    }

    /** The plain text, or what a reader sees of the HTML where there is none. */
    private String text() {
        List<String> read =
                texts.isEmpty() ? htmls.stream().map(HtmlText::plain).toList() : texts;
        return String.join("\n", read).replace("\r\n", "\n").strip();
    }

    private static ObjectNode headers(MimeMessage message) throws MessagingException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            values.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), none -> new ArrayList<>())
                    .add(decoded(header.getValue()));
        }
        return FormText.tree(values);
    }

    /** The mails that it answers, the oldest first. */
    private static List<String> references(MimeMessage message) throws MessagingException {
        String all = message.getHeader("References", " ");
        String one = all == null || all.isBlank() ? message.getHeader("In-Reply-To", " ") : all;
        return one == null || one.isBlank() ? List.of() : List.of(BLANKS.split(one.strip()));
    }

    private static List<String> addresses(String... headers) {
        List<String> addresses = new ArrayList<>();
        for (String header : headers == null ? new String[0] : headers) {
            try {
                for (Address address : InternetAddress.parseHeader(header, false)) {
                    addresses.add(((InternetAddress) address).getAddress());
                }
            } catch (AddressException e) {
                addresses.add(header.strip());
            }
        }
        addresses.removeIf(address -> address == null || address.isEmpty());
        return addresses;
    }

    private static Optional<String> personal(MimeMessage message) throws MessagingException {
        try {
            Address[] from = message.getFrom();
            return from != null && from.length > 0 && from[0] instanceof InternetAddress address
                    ? Optional.ofNullable(address.getPersonal()).filter(name -> !name.isBlank())
                    : Optional.empty();
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    private static String decoded(String header) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(header));
        } catch (UnsupportedEncodingException e) {
            return header;
        }
    }

    private void add(Part part, int depth) throws MessagingException, IOException {
        if (depth > MAX_DEPTH || ++parts > MAX_PARTS) {
            throw malformed("body is an e-mail of too many parts: " + MAX_PARTS + " at most, " + MAX_DEPTH + " deep");
        }
        if (part.isMimeType("multipart/*")) {
            // getContent() finds its handler by the class loader of the thread; without one there are no parts
            Multipart inner = new MimeMultipart(part.getDataHandler().getDataSource());
            for (int i = 0; i < inner.getCount(); i++) {
                add(inner.getBodyPart(i), depth + 1);
            }
        } else if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) || !part.isMimeType("text/*")) {
            ObjectNode attachment = attachments.addObject();
            attachment.put("name", part.getFileName() == null ? "" : decoded(part.getFileName()));
            attachment.put("type", mediaType(part));
        } else {
            (part.isMimeType("text/html") ? htmls : texts).add(textOf(part));
        }
    }

    private static String mediaType(Part part) throws MessagingException {
        String type = part.getContentType();
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static String textOf(Part part) throws MessagingException, IOException {
        return new String(part.getInputStream().readAllBytes(), charset(part));
    }

    /** One that is not known is read byte by byte, as mail programs do. */
    private static Charset charset(Part part) throws MessagingException {
        try {
            String named = new ContentType(part.getContentType()).getParameter("charset");
            return named == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(named));
        } catch (ParseException | IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private static RefusedRequest malformed(String message) {
        return RefusedRequest.of(ErrorCode.MALFORMED_BODY, message);
    }
}
