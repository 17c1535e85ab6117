"""The fence round CKEditor 4: what it may keep, which plugins it does without, and its fourteen buttons."""

from django.utils.translation import gettext_lazy as _

# Matches articles/body.py, which has the last word on every save. Attributes in brackets, nothing else.
ALLOWED = (
    "p h2 h3 h4 blockquote ul strong em sup sub ruby rt rp br hr caption thead tbody tr figcaption li table; "
    "ol[start]; a[href,title]; figure[data-photo]; th[colspan,rowspan,scope]; td[colspan,rowspan]"
)
CKEDITOR_CONFIGS = {
    "body": {
        "skin": "moono-lisa",
        "width": "100%",
        "height": 560,
        "toolbar": [
            ["Format", "Bold", "Italic"],
            ["Blockquote", "BulletedList", "NumberedList", "Table"],
            ["Link", "Photo", "Footnote"],
            ["RemoveFormat", "Find", "Undo", "Redo"],
        ],
        "format_tags": "p;h2;h3;h4",
        "allowedContent": ALLOWED,
        "disallowedContent": "script style iframe object embed form; *[on*]; *{*}; *(*)",
        "extraPlugins": "widget,photo,footnote,cleanpaste",
        "removePlugins": (
            "exportpdf,scayt,wsc,iframe,flash,forms,image,smiley,about,codesnippetgeshi,sourcearea,elementspath,"
            "stylescombo,templates,save,newpage,preview,print,font,colorbutton,language,div,pagebreak"
        ),
        "fullPage": False,
        "entities": False,
        "basicEntities": True,
        "forcePasteAsPlainText": False,
        "pasteFromWord_keepZeroMargins": False,
        "pasteFromWordRemoveFontStyles": True,
        "removeDialogTabs": "link:advanced;link:target;table:advanced;tableProperties:advanced",
        "disableNativeSpellChecker": True,
        "resize_dir": "vertical",
        "title": _("正文编辑器"),
    }
}
