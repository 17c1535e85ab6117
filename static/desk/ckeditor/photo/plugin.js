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
      Object.assign(image, { src: photo.thumbnail, alt: "", width: photo.width, height: photo.height, loading: "lazy" });
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
    const used = document.createElement("span");
    used.className = "desk-photo-credit";
    const [first, ...others] = photo.uses;
    if (!first) used.textContent = gettext("还没有用过");
    else if (!others.length) used.textContent = interpolate(gettext("用在%s"), [first]);
    else used.textContent = interpolate(gettext("用在%(first)s等%(count)s处"), { first, count: photo.uses.length }, true);
    button.append(words, credit, used);
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
        found = await ask(editor, {
          q: dialog.getValueOf("library", "words"), issue: dialog.getValueOf("library", "issue") || "", page,
        });
      } catch {
        status.textContent = gettext("没有连上图片库，查看网络后再找一次。");
        return;
      }
      if (turn !== asked) return;
      if (page === 1) shelf.replaceChildren();
      const issues = dialog.getContentElement("library", "issue");
      if (found.issues && issues.getInputElement().$.options.length < 2) found.issues.forEach(([name, words]) => issues.add(words, name));
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

    async function upload(dialog, form) {
      const said = form.querySelector("[role=alert]");
      const button = form.querySelector("button");
      said.textContent = gettext("正在上传……");
      button.disabled = true;
      try {
        const answer = await fetch(editor.config.photoTake, {
          method: "POST", credentials: "same-origin", body: new FormData(form), headers: { "X-CSRFToken": window.desk.token() },
        });
        if (answer.status === 403) said.textContent = gettext("你的账号不能往图片库里添图，请图片编辑上传。");
        else {
          const data = await answer.json();
          said.textContent = (data.reasons || []).join("");
          if (answer.ok) {
            known.set(String(data.photo.id), data.photo);
            dialog.chosen = data.photo;
            form.reset();
            if (dialog.fire("ok", { hide: true }).hide !== false) dialog.hide();
          }
        }
      } catch {
        said.textContent = gettext("没有传上去，查看网络后再传一次。");
      }
      button.disabled = false;
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
              type: "hbox",
              widths: ["65%", "35%"],
              children: [
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
                  id: "issue",
                  type: "select",
                  label: gettext("用在哪一期"),
                  items: [[gettext("不限"), ""]],
                  onChange() {
                    search(this.getDialog());
                  },
                },
              ],
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
        {
          id: "upload",
          label: gettext("上传新图"),
          elements: [
            {
              id: "form",
              type: "html",
              html: `<form class="desk-photo-upload">
                <label>${gettext("图片文件")}<input type="file" name="original" accept="image/jpeg,image/png,image/webp,image/gif" required></label>
                <label>${gettext("图说")}<input type="text" name="caption" maxlength="500"></label>
                <label>${gettext("图片署名（必填，文件里写了可空着）")}<input type="text" name="credit_name" maxlength="100"></label>
                <label>${gettext("署名方式")}<select name="credit_kind">${editor.config.photoKinds.map(([kind, words]) => `<option value="${kind}">${words}</option>`).join("")}</select></label>
                <button type="submit" class="desk-button desk-button-go">${gettext("上传并插入")}</button>
                <p class="desk-reason" role="alert"></p>
              </form>`,
              onLoad() {
                const form = this.getElement().$.querySelector("form") || this.getElement().$;
                form.addEventListener("submit", (event) => {
                  event.preventDefault();
                  upload(this.getDialog(), form);
                });
                form.addEventListener("keydown", (event) => event.stopPropagation());
              },
            },
          ],
        },
      ],
      onShow() {
        this.chosen = null;
        this.selectPage("library");
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
