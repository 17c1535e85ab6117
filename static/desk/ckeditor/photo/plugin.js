/* Photos from the library in the body. What is stored is an empty <figure data-photo="ID">: picture, caption and
   credit are shown here and written elsewhere, once. */
(() => {
  "use strict";

  const known = new Map();

  async function ask(editor, parameters) {
    const answer = await fetch(`${editor.config.photoSearch}?${new URLSearchParams(parameters)}`, {
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const found = await answer.json();
    found.photos.forEach((photo) => known.set(String(photo.id), photo));
    return found;
  }

  function fill(widget) {
    const id = widget.data.photo;
    const photo = known.get(id);
    const figure = widget.element.$;
    const document = figure.ownerDocument;
    figure.replaceChildren();
    if (photo && photo.thumbnail) {
      const image = document.createElement("img");
      image.src = photo.thumbnail;
      image.alt = photo.alt || photo.caption;
      figure.append(image);
    }
    const words = document.createElement("figcaption");
    if (!photo) words.textContent = interpolate(gettext("图片%s"), [id]);
    else {
      words.textContent = photo.thumbnail ? photo.caption : `［${gettext("图片待补")}］${photo.caption}`;
      const credit = document.createElement("span");
      credit.textContent = photo.credit ? `（${photo.credit}）` : gettext("（还没有图片署名）");
      if (!photo.credit) credit.className = "missing";
      words.append(credit);
    }
    figure.append(words);
  }

  function show(editor, widget) {
    if (known.has(widget.data.photo)) return fill(widget);
    fill(widget);
    return ask(editor, { ids: widget.data.photo }).then(
      () => widget.element && widget.element.$.isConnected && fill(widget),
      () => {},
    );
  }

  function card(photo, choose) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "desk-photo";
    button.dataset.photo = photo.id;
    if (photo.thumbnail) {
      const image = document.createElement("img");
      image.src = photo.thumbnail;
      image.alt = "";
      button.append(image);
    } else {
      const empty = document.createElement("span");
      empty.className = "desk-photo-empty";
      empty.textContent = gettext("图片待补");
      button.append(empty);
    }
    const words = document.createElement("span");
    words.className = "desk-photo-caption";
    words.textContent = photo.caption || photo.name;
    const credit = document.createElement("span");
    credit.className = "desk-photo-credit";
    const size = photo.width ? `　${photo.width}×${photo.height}` : "";
    credit.textContent = (photo.credit || gettext("还没有图片署名")) + size;
    button.append(words, credit);
    button.addEventListener("click", () => choose(photo));
    return button;
  }

  CKEDITOR.dialog.add("photo", (editor) => {
    let asked = 0;
    const place = (dialog, name) => dialog.getContentElement("library", name).getElement().$;

    async function search(dialog, page = 1) {
      const turn = ++asked;
      const list = place(dialog, "found");
      const status = list.querySelector(".desk-photos-status");
      const shelf = list.querySelector(".desk-photos");
      const more = list.querySelector(".desk-photos-more");
      status.textContent = gettext("正在查找……");
      let found;
      try {
        found = await ask(editor, { q: dialog.getValueOf("library", "words"), page });
      } catch {
        status.textContent = gettext("没有连上图片库，查看网络后再找一次。");
        return;
      }
      if (turn !== asked) return;
      if (page === 1) shelf.replaceChildren();
      shelf.append(
        ...found.photos.map((photo) =>
          card(photo, () => {
            dialog.chosen = photo;
            if (dialog.fire("ok", { hide: true }).hide !== false) dialog.hide();
          }),
        ),
      );
      status.textContent = found.count ? interpolate(gettext("共%s张，点图片即插入。"), [found.count]) : gettext("没有找到。换一个词，或先到图片库上传。");
      more.hidden = !found.next;
      more.onclick = () => search(dialog, found.next);
    }

    return {
      title: gettext("插入图片"),
      minWidth: 640,
      minHeight: 420,
      resizable: CKEDITOR.DIALOG_RESIZE_NONE,
      buttons: [CKEDITOR.dialog.cancelButton],
      contents: [
        {
          id: "library",
          label: gettext("图片库"),
          elements: [
            {
              id: "words",
              type: "text",
              label: gettext("在图片库里找（图说、署名、地点）"),
              onLoad() {
                let timer;
                this.getInputElement().$.setAttribute("autocomplete", "off");
                this.getInputElement().on("input", () => {
                  clearTimeout(timer);
                  timer = setTimeout(() => search(this.getDialog()), 250);
                });
                this.getInputElement().on("keydown", (event) => {
                  if (event.data.getKeystroke() === 13) {
                    event.data.preventDefault(true);
                    search(this.getDialog());
                  }
                });
              },
            },
            {
              id: "found",
              type: "html",
              html:
                '<div class="desk-photos-found"><p class="desk-photos-status" role="status"></p>' +
                '<div class="desk-photos"></div>' +
                '<button type="button" class="desk-photos-more" hidden>' +
                gettext("再看一些") +
                "</button></div>",
            },
          ],
        },
      ],
      onShow() {
        this.chosen = null;
        search(this);
      },
      onOk() {
        if (!this.chosen) return false;
        const figure = editor.document.createElement("figure");
        figure.setAttribute("data-photo", String(this.chosen.id));
        if (editor.visited) editor.insertElement(figure);
        else {
          // Nobody has put the caret anywhere yet: the end is where a picture does no harm.
          const end = editor.createRange();
          end.moveToElementEditEnd(editor.editable());
          editor.insertElement(figure, end);
        }
        const widget = editor.widgets.initOn(figure, "photo");
        // The caret goes behind the picture, or the next paste would replace it.
        const range = editor.createRange();
        let next = widget.wrapper.getNext();
        if (!next || next.type !== CKEDITOR.NODE_ELEMENT) {
          next = editor.document.createElement("p");
          next.appendBogus();
          next.insertAfter(widget.wrapper);
        }
        range.moveToElementEditStart(next);
        range.select();
        return true;
      },
    };
  });

  CKEDITOR.plugins.add("photo", {
    requires: "widget,dialog",
    init(editor) {
      editor.on("focus", () => (editor.visited = true));
      editor.widgets.add("photo", {
        allowedContent: "figure[!data-photo]",
        requiredContent: "figure[data-photo]",
        draggable: true,
        template: '<figure data-photo="0"></figure>',
        upcast(element) {
          if (element.name !== "figure" || !/^[1-9]\d{0,8}$/.test(element.attributes["data-photo"] || "")) return false;
          element.setHtml("");
          return true;
        },
        downcast() {
          return new CKEDITOR.htmlParser.element("figure", { "data-photo": this.data.photo });
        },
        init() {
          this.setData("photo", this.element.getAttribute("data-photo"));
          show(editor, this);
        },
      });
      editor.addCommand("photo", new CKEDITOR.dialogCommand("photo"));
      editor.ui.addButton("Photo", { label: gettext("插入图片"), command: "photo", toolbar: "insert", icon: "image" });
    },
  });
})();
