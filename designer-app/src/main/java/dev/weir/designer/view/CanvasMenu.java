package dev.weir.designer.view;

import dev.weir.designer.canvas.Hit;
import dev.weir.designer.model.Graph.Spot;
import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** What can be done at a place of the canvas. */
final class CanvasMenu extends ContextMenu {

    CanvasMenu(CanvasActions actions, Hit hit, Spot spot, Point2D screen) {
        switch (hit) {
            case Hit.OnCard(String key) -> {
                actions.mainOutput(key)
                        .ifPresent(port ->
                                item(
                                        "Look at its rows",
                                        MaterialDesignT.TABLE_SEARCH,
                                        () -> actions.rowsOf(port)));
                item("Delete", MaterialDesignT.TRASH_CAN_OUTLINE, actions::delete);
            }
            case Hit.OnWire _ -> {
                item("Look at its rows", MaterialDesignT.TABLE_SEARCH, () -> actions.rowsAt(hit));
                item("Delete", MaterialDesignT.TRASH_CAN_OUTLINE, actions::delete);
            }
            case Hit.OnOutput _, Hit.OnInput _ ->
                    item(
                            "Look at its rows",
                            MaterialDesignT.TABLE_SEARCH,
                            () -> actions.rowsAt(hit));
            case Hit.OnNothing _ -> {
                item(
                        "Add a processor",
                        MaterialDesignP.PLUS,
                        () -> actions.addWanted(spot, screen));
                item("Select all", MaterialDesignS.SELECT_ALL, actions::selectAll);
            }
        }
    }

    private void item(String text, Ikon icon, Runnable action) {
        var item = new MenuItem(text, new FontIcon(icon));
        item.setOnAction(_ -> action.run());
        getItems().add(item);
    }
}
