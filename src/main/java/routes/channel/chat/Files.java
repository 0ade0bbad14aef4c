package routes.channel.chat;

import java.util.Optional;

/** The files of messages, such as images. */
public interface Files {
    /** Keeps a file of a message under an id; keeping it again changes nothing. */
    void keep(Message message, String id, Stored file);

    Optional<Stored> find(String id);

    record Stored(String mimeType, String name, byte[] bytes) {}
}
