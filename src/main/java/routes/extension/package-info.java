/**
 * What is loaded beside the code, and how it changes while the hub runs. A folder of extensions has the layout of the
 * application's own resources: {@code routes/}, {@code mappings/}, {@code channels/}, {@code templates/},
 * {@code receipts/}, {@code *.properties}, and {@code plugins/*.jar}. {@link routes.extension.FolderWatch} watches the
 * folders; a {@link routes.extension.LiveKind} is what one kind of file needs to be taken. A file that cannot be used is
 * refused with its problems, and the version before it stays.
 */
@NullMarked
package routes.extension;

import org.jspecify.annotations.NullMarked;
